import { expect, test } from "bun:test";
import { errorOf } from "../test/test-aws.ts";
import { rememberUntilExpiry } from "./remember.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Credentials that are good for an hour, a clock, and a source that can be down. */
function remembered() {
  const world = { now: 0, asked: 0, made: 0, down: false };
  const make = async () => {
    world.asked += 1;
    if (world.down) throw new Error("the endpoint is down");
    world.made += 1;
    return { number: world.made, expires: world.now + HOUR };
  };
  const get = rememberUntilExpiry(
    make,
    ({ expires }) => expires,
    () => world.now,
  );
  return { world, number: async () => (await get()).number };
}

test("what cannot be renewed is used until it has really expired, and renewed soon after that works again", async () => {
  const { world, number } = remembered();
  expect(await number()).toBe(1);
  world.down = true;
  world.now = HOUR - 4 * MINUTE;
  expect(await number()).toBe(1);
  world.now = HOUR - 11_000;
  expect(await number()).toBe(1);
  world.now = HOUR - 1000;
  world.down = false;
  expect(await number()).toBe(2);
});

test("while the old ones are good, a source that is down is asked every ten seconds at most", async () => {
  const { world, number } = remembered();
  await number();
  world.down = true;
  for (world.now = HOUR - 60_000; world.now < HOUR; world.now += 1000) await number();
  expect(world.asked).toBe(1 + 6);
});

test("what has expired is used no more, and one failure is not remembered", async () => {
  const { world, number } = remembered();
  await number();
  world.down = true;
  world.now = HOUR;
  expect((await errorOf(number())).message).toBe("the endpoint is down");
  world.down = false;
  expect(await number()).toBe(2);
});
