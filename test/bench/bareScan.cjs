'use strict';
// The floor: what it costs Node to list a tree and read the first 4 KiB of each Go file, in one thread, and nothing else.
const fs = require('node:fs');
const buffer = Buffer.alloc(4096);
let files = 0;
function walk(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) walk(path);
    else if (entry.name.endsWith('.go')) {
      const file = fs.openSync(path, 'r');
      fs.readSync(file, buffer, 0, 4096, null);
      fs.closeSync(file);
      files++;
    }
  }
}
walk(process.argv[2]);
process.stdout.write(`${files}\n`);
