import type { Catalogue } from "../catalogue/catalogue.ts";
import { sizeOf } from "../size.ts";
import { traitsOf } from "../document-kind.ts";
import { type Block, createShrink, writePolicy } from "./block.ts";
import { exactCover } from "./exact-cover.ts";
import { type Extra, extraOf } from "./extra.ts";
import { type Need, wantedOf } from "./need.ts";
import { createMoves, widenOnce } from "./widen.ts";

/**
 * A session policy for what is needed. An exact one allows each needed pair of action and resource and none else that
 * the catalogue knows; a wider one lists what more it grants; where none fits, policy is the smallest that was reached.
 */
export type DownScoped = {
  fits: boolean;
  exact: boolean;
  policy: string;
  size: number;
  most: number;
  /** The characters of the smallest policy that grants nothing more. */
  exactSize: number;
  extra: readonly Extra[];
  /** In a sentence. */
  because: string;
};

/**
 * Answers the tightest session policy found within the characters that AWS takes, counted with blanks. STS also limits
 * the packed size of policy and tags together, which only its answer tells (PackedPolicySize).
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function downScope(
  needs: readonly Need[],
  catalogue: Catalogue,
  most: number = traitsOf("session").limit.most,
): DownScoped {
  const shrink = createShrink(catalogue);
  const wanted = wantedOf(needs, catalogue);
  const spelt = wanted.flatMap(exactCover);
  const shrunk = spelt.map((block) => ({ ...block, actions: shrink(block.actions) }));
  const exactSize = Math.min(sizeOfBlocks(spelt), sizeOfBlocks(shrunk));
  const exact = (blocks: readonly Block[], because: string): DownScoped => ({
    ...written(blocks),
    fits: true,
    exact: true,
    most,
    exactSize,
    extra: [],
    because,
  });
  if (sizeOfBlocks(spelt) <= most)
    return exact(spelt, "It allows what is needed and nothing else, with every action spelt out.");
  if (sizeOfBlocks(shrunk) <= most)
    return exact(
      shrunk,
      "It allows what is needed and nothing else that AWS has today; its patterns also cover what AWS adds later under these names.",
    );
  let blocks: readonly Block[] = shrunk;
  const tools = { shrink, moves: createMoves(catalogue) };
  for (let wider = widenOnce(blocks, tools); wider !== undefined; wider = widenOnce(blocks, tools)) {
    blocks = wider;
    if (sizeOfBlocks(blocks) <= most) break;
  }
  const answer = {
    ...written(blocks),
    most,
    exactSize,
    exact: false,
    extra: extraOf(blocks, wanted, { catalogue, shrink }),
  };
  const over = `Exactly what is needed takes ${exactSize} characters of ${most}.`;
  if (answer.size <= most)
    return { ...answer, fits: true, because: `${over} This one is shorter because it grants more, as listed.` };
  return {
    ...answer,
    fits: false,
    because: `${over} Even widened it takes ${answer.size}: ask for fewer services, or in several sessions.`,
  };
}

const sizeOfBlocks = (blocks: readonly Block[]): number => sizeOf(writePolicy(blocks), "session");

function written(blocks: readonly Block[]): { policy: string; size: number } {
  const policy = writePolicy(blocks);
  return { policy, size: sizeOf(policy, "session") };
}
