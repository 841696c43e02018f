'use strict';
// The floor of what needs whole files: what it costs Node to read all bytes of some files, in one thread, and nothing else.
const fs = require('node:fs');
const buffer = Buffer.alloc(16 * 1024 * 1024);
let bytes = 0;
for (const path of fs.readFileSync(process.argv[2], 'utf8').split('\n')) {
  const file = fs.openSync(path, 'r');
  bytes += fs.readSync(file, buffer, 0, buffer.length, null);
  fs.closeSync(file);
}
process.stdout.write(`${bytes}\n`);
