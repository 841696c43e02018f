import type { EnvironmentSnapshot } from '../../ports';

/** A variable of the process environment, '' where it is not set. Names have no case on Windows. */
export function osVariable(environment: EnvironmentSnapshot, name: string): string {
  return findOsVariable(environment, name) ?? '';
}

/** As `osVariable`, but tells a variable that is set to nothing from one that is not set. */
export function findOsVariable(environment: EnvironmentSnapshot, name: string): string | undefined {
  const exact = environment.variables[name];
  if (exact !== undefined || environment.platform !== 'win32') return exact;
  const upper = name.toUpperCase();
  return Object.entries(environment.variables).find(([key]) => key.toUpperCase() === upper)?.[1];
}

/** A path as the engine writes it, from the value of a variable. */
export function pathFromVariable(environment: EnvironmentSnapshot, value: string): string {
  return environment.platform === 'win32' ? value.replaceAll('\\', '/') : value;
}

/** A path as the operating system writes it, for messages and for variables of a child. */
export function nativePath(environment: EnvironmentSnapshot, path: string): string {
  return environment.platform === 'win32' ? path.replaceAll('/', '\\') : path;
}

/** What `os.UserHomeDir` of Go looks at. */
export function homeVariable(environment: EnvironmentSnapshot): { readonly name: string; readonly value: string } {
  const name = environment.platform === 'win32' ? 'USERPROFILE' : 'HOME';
  return { name, value: pathFromVariable(environment, osVariable(environment, name)) };
}
