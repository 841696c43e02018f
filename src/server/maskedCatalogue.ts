import type { Catalogue } from '../engine/index';
import { maskSecrets } from '../report/redact';

/** A window is shared, recorded and filmed: a password in GOPROXY shows as `***` in every text of the editor too. */
export function maskedCatalogue(catalogue: Catalogue, secrets: readonly string[]): Catalogue {
  // The same few texts are rendered at every run.
  const known = new Map<string, string>();
  const most = 5000;
  return {
    ...catalogue,
    render: (message) => {
      const text = catalogue.render(message);
      const masked = known.get(text) ?? maskSecrets(text, secrets);
      if (known.size >= most) known.clear();
      known.set(text, masked);
      return masked;
    },
  };
}
