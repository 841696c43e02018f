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

/**
 * Renders a template. A placeholder without an argument stays visible, so that a mistake is seen. Names of a list come with
 * ", " between them; a translation that writes `{names、}` has its own mark there.
 */
export function format(template: string, args: Message['args']): string {
  // Escaped: a bundle that is all ASCII takes V8 one byte a character, not two, and esbuild escapes no regular expression.
  return template.replace(/\{(\w+)(\u3001?)\}/g, (whole, name: string, mark: string) => {
    const value = args[name];
    if (value === undefined) return whole;
    return mark === '' ? String(value) : String(value).replaceAll(', ', mark);
  });
}
