import { startDynalite } from "@gatehouse/store/live/dynamodb";

/** A DynamoDB API in a process of its own, so that its work is not counted as ours; prints where it is. */
const { options } = await startDynalite();
console.log(JSON.stringify(options));
