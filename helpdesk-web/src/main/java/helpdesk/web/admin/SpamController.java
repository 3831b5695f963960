package helpdesk.web.admin;

import helpdesk.agent.Agents;
import helpdesk.channel.Channels;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.spam.RefusedRule;
import helpdesk.spam.SpamRule;
import helpdesk.spam.SpamRules;
import helpdesk.web.shell.SignedInAgent;
import helpdesk.workspace.Audit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The lists of blocked and allowed senders, and of phrases that only spam has. */
@Controller
@RequestMapping("/admin/spam")
class SpamController {
  private static final int SHOWN = 200;
  private final SpamRules rules;
  private final Channels channels;
  private final Agents agents;
  private final Audit audit;

  SpamController(SpamRules rules, Channels channels, Agents agents, Audit audit) {
    this.rules = rules;
    this.channels = channels;
    this.agents = agents;
    this.audit = audit;
  }

  /**
   * The lists as the page draws them.
   *
   * @param all how many rules there are
   * @param part only rules with this in their value are shown, null for all
   * @param rule the rule to be added, such as {@code block.domain}
   * @param value what was typed for it
   */
  public record SpamPage(
      List<SpamRule> rules,
      long all,
      @Nullable String part,
      @Nullable String rule,
      @Nullable String value) {
    /** The sorts of rules there are. */
    public List<String> choices() {
      return List.of(
          "block.address", "block.domain", "block.phrase", "allow.address", "allow.domain");
    }

    /** The rules of one list. */
    public List<SpamRule> of(String effect) {
      return rules.stream().filter(r -> r.effect().key().equals(effect)).toList();
    }

    /** Whether it takes a search to find one. */
    public boolean searchable() {
      return all > 20;
    }

    /** Whether there are more than are shown. */
    public boolean cut() {
      return rules.size() == SHOWN;
    }
  }

  @GetMapping
  ModelAndView list(@RequestParam(required = false) @Nullable String q) {
    return page(q, null, null, HttpStatus.OK);
  }

  @PostMapping
  ModelAndView add(
      @RequestParam String rule,
      @RequestParam(defaultValue = "") String value,
      @AuthenticationPrincipal SignedInAgent me) {
    SpamRule.Effect effect = word(rule.replaceFirst("\\..*", ""), SpamRule.Effect.class);
    SpamRule.Kind kind = word(rule.replaceFirst(".*\\.", ""), SpamRule.Kind.class);
    if (effect == SpamRule.Effect.BLOCK && ours(value)) return refused("ours", rule, value);
    try {
      rules.add(effect, kind, value, me.id());
    } catch (RefusedRule e) {
      return refused(e.why().name().toLowerCase(Locale.ROOT), rule, value);
    }
    audit.record(
        me.id().toString(), "spam-rule.added", Map.of("effect", effect.key(), "kind", kind.key()));
    return new ModelAndView("redirect:/admin/spam");
  }

  @PostMapping("/{id}/removal")
  String remove(@PathVariable long id, @AuthenticationPrincipal SignedInAgent me) {
    rules.remove(id);
    audit.record(me.id().toString(), "spam-rule.removed", Map.of("rule", id));
    return "redirect:/admin/spam";
  }

  private boolean ours(String value) {
    EmailAddress address = EmailAddress.parse(value);
    return address != null
        && (channels.byAddress(address).isPresent() || agents.byEmail(address).isPresent());
  }

  private ModelAndView refused(String why, String rule, String value) {
    ModelAndView page = page(null, rule, value, HttpStatus.UNPROCESSABLE_CONTENT);
    page.addObject("problem", "admin.spam." + why);
    return page;
  }

  private ModelAndView page(
      @Nullable String part, @Nullable String rule, @Nullable String value, HttpStatus status) {
    ModelAndView page = new ModelAndView("admin/spam", status);
    page.addObject("page", new SpamPage(rules.find(part, SHOWN), rules.count(), part, rule, value));
    return page;
  }

  private static <E extends Enum<E>> E word(String key, Class<E> type) {
    try {
      return Enum.valueOf(type, key.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new DomainException(DomainException.Kind.INVALID, "There is no such rule.");
    }
  }
}
