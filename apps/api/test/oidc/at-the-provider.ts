/** A browser's other half: what it does on the provider's own pages, with the provider's own cookies. */
export type AtTheProvider = {
  /** Follows an address through the provider, signs in as a login where asked, and answers the address it leads back to. */
  signIn(address: string, login: string): Promise<URL>;
};

const FORM = /<form[^>]*action="([^"]+)"/;

/** Opens a browser without history at the provider. */
export function atTheProvider(issuer: string): AtTheProvider {
  const jar = new Map<string, string>();
  const send = async (address: string, form?: Record<string, string>): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(address, {
      redirect: "manual",
      headers: { cookie },
      ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  return {
    async signIn(address, login) {
      let answer = await send(address);
      for (let steps = 0; steps < 12; steps += 1) {
        const location = answer.headers.get("location");
        if (location !== null) {
          const to = new URL(location, issuer);
          if (to.origin !== issuer) return to;
          answer = await send(to.href);
          continue;
        }
        const page = await answer.text();
        const [, action] = FORM.exec(page) ?? [];
        if (action === undefined) throw new Error(`the provider said ${answer.status}: ${page.slice(0, 500)}`);
        const asksWho = page.includes('name="login"');
        const form = asksWho ? { prompt: "login", login, password: "any" } : { prompt: "consent" };
        answer = await send(new URL(action, issuer).href, form);
      }
      throw new Error("the provider never led back");
    },
  };
}
