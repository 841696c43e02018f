import { needGo } from './realGo';
import { SumWorld } from './sumWorld';

/** A suite over one world of modules, made before it and removed after it; it needs go. Tests and hooks ask for the world. */
export function describeSumWorld(title: string, suite: (world: () => SumWorld) => void): void {
  describe(title, () => {
    let made: SumWorld | undefined;

    before(async function () {
      needGo(this);
      made = await SumWorld.create();
    });

    after(() => made?.remove());

    suite(() => {
      if (made === undefined) throw new Error('the world of modules is there from the first hook on');
      return made;
    });
  });
}
