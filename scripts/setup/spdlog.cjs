// @ts-check
/**
 * Stands for the native part of `@vscode/spdlog` in the server build of VS Code, which is installed without building anything:
 * VS Code writes its logs, those of output channels among them, and shows them. Files are not rotated.
 */
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  /** @param {string} _type @param {string} _name @param {string} file */
  constructor(_type, _name, file) {
    this.file = file;
    this.level = 0;
    this.isPlain = false;
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, '');
  }

  /** @param {number} level @param {string} message */
  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    appendFileSync(this.file, this.isPlain ? message : `${time} [${levels[level]}] ${message}\n`);
  }

  /** @param {string} message */ trace(message) {
    this.write(0, message);
  }
  /** @param {string} message */ debug(message) {
    this.write(1, message);
  }
  /** @param {string} message */ info(message) {
    this.write(2, message);
  }
  /** @param {string} message */ warn(message) {
    this.write(3, message);
  }
  /** @param {string} message */ error(message) {
    this.write(4, message);
  }
  /** @param {string} message */ critical(message) {
    this.write(5, message);
  }
  getLevel() {
    return this.level;
  }
  /** @param {number} level */ setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.isPlain = true;
  }
  flush() {}
  drop() {}
}

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
/** @param {string} name @param {string} file */
exports.createRotatingLogger = async (name, file) => new Logger('rotating', name, file);
/** @param {string} name @param {string} file */
exports.createAsyncRotatingLogger = async (name, file) => new Logger('rotating_async', name, file);
