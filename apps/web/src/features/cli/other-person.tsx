import Search from "lucide-solid/icons/search";

/** Lets an admin look at another person's logins; an empty name means one's own. */
export function OtherPerson(props: { value: string; onName: (name: string) => void }) {
  const look = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const asked = new FormData(event.currentTarget).get("person");
    props.onName(typeof asked === "string" ? asked.trim() : "");
  };
  return (
    <form class="page-narrow mb-5 flex gap-2" role="search" onSubmit={look}>
      <div class="search grow">
        <Search />
        <input
          class="input"
          name="person"
          type="search"
          aria-label="E-mail of another person"
          placeholder="E-mail of another person"
          autocomplete="off"
          spellcheck={false}
          value={props.value}
        />
      </div>
      <button type="submit" class="btn">
        Show their logins
      </button>
    </form>
  );
}
