export type Gatehouse = { url: string; person: string };

/** Signs a demo person in and answers the cookie to send from then on. */
export async function signIn({ url, person }: Gatehouse): Promise<string> {
  const answer = await fetch(`${url}/api/trpc/session.signInDemo`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url, "x-gatehouse": "1" },
    body: JSON.stringify({ name: person }),
  });
  const [cookie] = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
  if (!answer.ok || cookie === undefined) throw new Error(`Nobody can sign in: ${await answer.text()}`);
  return cookie;
}
