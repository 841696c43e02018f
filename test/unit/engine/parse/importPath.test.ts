import assert from 'node:assert/strict';
import { namesHost } from '../../../../src/engine/parse/importPath';

describe('namesHost', () => {
  for (const path of ['golang.org/x/net', 'shop.example', 'gopkg.in/yaml.v3'])
    it(`${path}: a host`, () => assert.equal(namesHost(path), true));
  for (const path of ['fmt', 'net/http', 'net/v1.2', './x', '../x', '.', '..', '.x/y', 'C'])
    it(`${path}: none`, () => assert.equal(namesHost(path), false));
});
