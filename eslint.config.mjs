// @ts-check
import tseslint from 'typescript-eslint';
import { layers, fenceFor } from './eslint.fence.mjs';

/** Rules that hold in every layer. The reasons stand in ARCHITECTURE.md, "Rules of the house". */
const house = {
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-unnecessary-condition': 'off',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  'no-console': 'error',
  eqeqeq: 'error',
};

/** Module-level state and default exports are forbidden: state lives in objects that a composition root owns. */
const noModuleState = [
  { selector: 'Program > VariableDeclaration[kind="let"]', message: 'No module-level state: put it in an object.' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
];

/**
 * What makes a test fail now and then. The first two hold in every test; in a window all that is shown changes by itself,
 * so there it is read again and again, inside `until` or `eventually`.
 */
const noFlakes = [
  {
    selector: 'CallExpression[callee.property.name="timeout"][callee.object.type="ThisExpression"] > Literal',
    message: 'The limit of scripts/mocha.mjs is for all tests; what needs more says it in minutes: 30 * 60_000.',
  },
  {
    selector: 'CallExpression[callee.property.name="waitForTimeout"]',
    message: 'A fixed sleep: wait for a state, with until.',
  },
];
const noFlakesInside = {
  selector:
    ':matches(MemberExpression[property.name="shown"], MemberExpression[object.name="api"][property.name="results"], CallExpression[callee.property.name="getDiagnostics"]):not(CallExpression[callee.name=/^(until|eventually)$/] *):not(FunctionDeclaration *):not(VariableDeclarator > ArrowFunctionExpression *)',
  message: 'It may change at any time: read it inside until or eventually.',
};
const noFlakesOutside = {
  selector:
    'CallExpression[callee.object.name=/^assert/] CallExpression[callee.property.name=/^(rows|text|label|icons|badge|count|texts|innerText|innerTexts|allInnerTexts|getAttribute|inputValue|isVisible|isHidden|focused|textContent)$/]:not(CallExpression[callee.name=/^(until|eventually)$/] *)',
  message: 'It may change at any time: assert it inside eventually.',
};

export default tseslint.config(
  {
    ignores: ['dist/**', 'out/**', '.cache/**', 'node_modules/**', 'examples/**', 'test/fixtures/**'],
  },
  {
    files: ['src/**/*.ts', 'test/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: house,
  },
  ...layers.map((layer) => ({
    files: [`src/${layer}/**/*.ts`],
    rules: {
      'no-restricted-imports': ['error', fenceFor(layer).imports],
      'no-restricted-syntax': ['error', ...noModuleState, ...fenceFor(layer).syntax],
    },
  })),
  {
    files: ['src/extension/main.ts'],
    rules: { 'no-restricted-syntax': ['error', noModuleState[1], ...fenceFor('extension').syntax] },
  },
  {
    files: ['scripts/**/*.mjs', '*.mjs'],
    extends: [tseslint.configs.strict],
    // Reporters of mocha are classes that listen; a name that begins with _ says that it is left out on purpose.
    rules: {
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': 'off',
      'no-restricted-syntax': ['error', ...noFlakes],
    },
  },
  { files: ['test/host/suites/*.ts'], rules: { 'no-restricted-syntax': ['error', ...noFlakes, noFlakesInside] } },
  { files: ['test/host/ui/*.ts'], rules: { 'no-restricted-syntax': ['error', ...noFlakes, noFlakesOutside] } },
);
