/**
 * A sentence as data: the faces (editor, terminal, agent) render it in their language. The template of an id stands in
 * the check's metadata (English) and in `l10n/zh-cn` (Chinese), with `{name}` for each argument.
 */
export interface Message {
  /** `name` inside a check (the runner puts `<check id>.` in front), or a whole id such as `shared.goNotFound` */
  readonly id: string;
  readonly args: Readonly<Record<string, string | number>>;
}

/** Template texts by message name. */
export type Templates = Readonly<Record<string, string>>;

export function say(id: string, args: Readonly<Record<string, string | number>> = {}): Message {
  return { id, args };
}

/** Puts the check's id in front of a name; leaves whole ids (with a dot) alone. */
export function qualify(check: string, message: Message): Message {
  return message.id.includes('.') ? message : { id: `${check}.${message.id}`, args: message.args };
}

/** Renders a template. A placeholder without an argument stays visible, so that a mistake is seen. */
export function format(template: string, args: Message['args']): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = args[name];
    return value === undefined ? whole : String(value);
  });
}
