/** What a statement of `why go` is about, in the order in which go finds its way. */
export const goTopics = ['command', 'goroot', 'setting', 'lines', 'outcome', 'others'] as const;
export type GoTopic = (typeof goTopics)[number];
