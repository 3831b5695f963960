package helpdesk.web.api.v1;

import helpdesk.tag.Tag;
import helpdesk.tag.Tags;
import helpdesk.web.api.Input;
import helpdesk.web.api.ItemPage;
import helpdesk.web.api.RequiresScope;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The tags of the desk. */
@RestController
@RequestMapping("/api/v1/tags")
class TagsApi {
  private final Tags tags;

  TagsApi(Tags tags) {
    this.tags = tags;
  }

  record TagShape(long id, String name, String kind) {
    static TagShape of(Tag tag) {
      return new TagShape(tag.id(), tag.name(), tag.kind().key());
    }
  }

  @RequiresScope("tickets:read")
  @GetMapping
  ItemPage<TagShape> list() {
    return ItemPage.whole(tags.all().stream().map(TagShape::of).toList());
  }

  /** A tag that is known already is answered as it is. */
  @RequiresScope("tickets:write")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  TagShape create(@RequestBody JsonNode body) {
    Input input = Input.of(body);
    String name = input.required("name", 60);
    Tag.Kind kind = input.word("kind", Tag.Kind.class);
    input.check();
    return TagShape.of(tags.ensure(name, kind == null ? Tag.Kind.OTHER : kind));
  }
}
