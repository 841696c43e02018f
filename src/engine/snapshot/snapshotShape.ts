/** What a value must look like; more than that may be there. `?` behind a name: it may be absent. */
export type Shape =
  | 'string'
  | 'boolean'
  | 'string or null'
  | { readonly listOf: Shape }
  | { readonly orNull: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> };

export interface ShapeFault {
  /** `modules[2].requires[0].path` */
  readonly path: string;
  readonly wanted: string;
}

const replaces: Shape = {
  listOf: { fields: { path: 'string', version: 'string or null', by: 'string', byVersion: 'string or null' } },
};
const texts: Shape = { listOf: 'string' };

const moduleShape: Shape = {
  fields: {
    folder: 'string',
    path: 'string',
    go: 'string or null',
    toolchain: 'string or null',
    runs: 'string or null',
    godebug: texts,
    requires: {
      listOf: { fields: { path: 'string', version: 'string or null', 'selected?': 'string', indirect: 'boolean' } },
    },
    complete: 'boolean',
    replaces,
    excludes: texts,
    tools: texts,
    sha256: { fields: { goMod: 'string or null', goSum: 'string or null', vendor: 'string or null' } },
  },
};

const toolchainShape: Shape = {
  fields: {
    outcome: 'string',
    command: {
      orNull: {
        fields: { toolchain: 'string', path: 'string', goroot: 'string', source: 'string', manager: 'string or null' },
      },
    },
    runs: { orNull: { fields: { toolchain: 'string', version: 'string', path: 'string or null' } } },
  },
};

/** Of a snapshot with the version of today, but for `schemaVersion` and `kind`, which are looked at first. */
export const snapshotShape: Shape = {
  fields: {
    tool: { fields: { name: 'string', version: 'string' } },
    takenAt: 'string',
    folder: 'string',
    profile: 'string',
    system: {
      fields: { os: 'string', arch: 'string', distribution: 'string or null', kernel: 'string or null', libc: texts },
    },
    toolchain: toolchainShape,
    variables: {
      listOf: {
        fields: {
          name: 'string',
          value: 'string',
          source: 'string',
          hides: { listOf: { fields: { source: 'string', value: 'string' } } },
          elsewhere: { listOf: { fields: { setting: 'string', value: 'string' } } },
        },
      },
    },
    proxies: { listOf: { fields: { url: 'string', separator: 'string' } } },
    compilers: {
      listOf: {
        fields: {
          name: 'string',
          command: 'string',
          path: 'string or null',
          realPath: 'string or null',
          version: 'string or null',
        },
      },
    },
    tools: {
      listOf: {
        fields: {
          name: 'string',
          path: 'string',
          module: 'string or null',
          version: 'string or null',
          go: 'string or null',
        },
      },
    },
    revision: 'string or null',
    workspace: {
      orNull: {
        fields: { file: 'string', go: 'string or null', toolchain: 'string or null', uses: texts, replaces },
      },
    },
    modules: { listOf: moduleShape },
    versions: {
      listOf: { fields: { file: 'string', kind: 'string', about: 'string', text: 'string', meaning: 'string' } },
    },
  },
};

/** The first place where a value is not what it must be. */
export function shapeFault(value: unknown, shape: Shape, path = ''): ShapeFault | undefined {
  if (typeof shape === 'string') {
    const isFine = shape.split(' or ').some((word) => (word === 'null' ? value === null : typeof value === word));
    return isFine ? undefined : { path, wanted: shape };
  }
  if ('orNull' in shape) return value === null ? undefined : shapeFault(value, shape.orNull, path);
  if ('listOf' in shape) {
    if (!Array.isArray(value)) return { path, wanted: 'list' };
    return first(value.map((item, at) => () => shapeFault(item, shape.listOf, `${path}[${at}]`)));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { path, wanted: 'object' };
  return first(
    Object.entries(shape.fields).map(([key, own]) => () => {
      const name = key.replace(/\?$/, '');
      const field: unknown = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
      if (field === undefined && key.endsWith('?')) return undefined;
      return shapeFault(field, own, path === '' ? name : `${path}.${name}`);
    }),
  );
}

function first(looks: readonly (() => ShapeFault | undefined)[]): ShapeFault | undefined {
  for (const look of looks) {
    const fault = look();
    if (fault) return fault;
  }
  return undefined;
}
