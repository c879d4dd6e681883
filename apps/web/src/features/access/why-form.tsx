import { useNavigate } from "@solidjs/router";
import Search from "lucide-solid/icons/search";

/** Asks about one role; the answer has its own address. */
export function WhyForm(props: { value?: string }) {
  const navigate = useNavigate();
  const ask = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const asked = new FormData(event.currentTarget).get("q");
    const query = typeof asked === "string" ? asked.trim() : "";
    if (query) navigate(`/why?q=${encodeURIComponent(query)}`);
  };
  return (
    <form class="flex gap-2" role="search" onSubmit={ask}>
      <div class="search grow">
        <Search />
        <input
          class="input"
          name="q"
          type="search"
          aria-label="Role name or ARN"
          placeholder="Role name or ARN"
          autocomplete="off"
          spellcheck={false}
          value={props.value ?? ""}
        />
      </div>
      <button type="submit" class="btn">
        Check the role
      </button>
    </form>
  );
}
