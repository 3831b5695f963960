package helpdesk.web.access;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.agent.TeamId;
import helpdesk.agent.Teams;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.web.shell.SignedInAgent;
import helpdesk.workspace.Audit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Agents and their teams. */
@Controller
@RequestMapping("/admin/agents")
class PeopleController {
  private static final String PAGE = "access/people";
  private static final String HERE = "redirect:/admin/agents";
  private final Agents agents;
  private final Teams teams;
  private final Sessions sessions;
  private final Audit audit;

  PeopleController(Agents agents, Teams teams, Sessions sessions, Audit audit) {
    this.agents = agents;
    this.teams = teams;
    this.sessions = sessions;
    this.audit = audit;
  }

  /** A new agent as typed in. */
  record NewAgent(
      @Nullable String name,
      @Nullable String email,
      @Nullable Role role,
      @Nullable String password,
      @Nullable Long team) {
    static final NewAgent EMPTY = new NewAgent(null, null, Role.AGENT, null, null);

    /** The key of what is wrong with it, or null. */
    @Nullable String problem() {
      if (name == null || name.isBlank() || name.length() > 200) return "api.agent.name.bad";
      if (EmailAddress.parse(email) == null) return "api.agent.email.bad";
      if (password != null
          && !password.isEmpty()
          && (password.length() < Agents.SHORTEST_PASSWORD || password.length() > 200))
        return "api.agent.password.bad";
      return null;
    }
  }

  @GetMapping
  String list(Model model) {
    model.addAttribute("form", NewAgent.EMPTY);
    fill(model);
    return PAGE;
  }

  @PostMapping
  ModelAndView create(
      @ModelAttribute("form") NewAgent form,
      @AuthenticationPrincipal SignedInAgent me,
      Model model) {
    String problem = form.problem();
    EmailAddress email = EmailAddress.parse(form.email);
    if (problem != null || email == null)
      return again(model, problem == null ? "api.agent.email.bad" : problem);
    try {
      Agent agent =
          agents.create(
              email,
              String.valueOf(form.name),
              form.role == null ? Role.AGENT : form.role,
              form.password == null || form.password.isEmpty() ? null : form.password);
      if (form.team != null) agents.join(agent.id(), new TeamId(form.team));
      audit.record(
          me.id().toString(),
          "agent.created",
          Map.of("agent", agent.id().value(), "role", agent.role().key()));
      return new ModelAndView(HERE);
    } catch (DomainException e) {
      return again(model, "api.agent.taken");
    }
  }

  @PostMapping("/{id}")
  ModelAndView change(
      @PathVariable AgentId id,
      @RequestParam Role role,
      @RequestParam(required = false) @Nullable Long team,
      @AuthenticationPrincipal SignedInAgent me,
      Model model) {
    Agent before = agents.byId(id);
    try {
      agents.promote(id, role);
    } catch (DomainException e) {
      model.addAttribute("form", NewAgent.EMPTY);
      return again(model, "api.agent.last");
    }
    agents.join(id, team == null ? null : new TeamId(team));
    // What a session may do was decided at sign-in.
    if (before.role() != role) sessions.endThoseOf(before);
    audit.record(
        me.id().toString(), "agent.changed", Map.of("agent", id.value(), "role", role.key()));
    return new ModelAndView(HERE);
  }

  @PostMapping("/{id}/activity")
  ModelAndView activate(
      @PathVariable AgentId id,
      @RequestParam boolean active,
      @AuthenticationPrincipal SignedInAgent me,
      Model model) {
    try {
      agents.activate(id, active);
    } catch (DomainException e) {
      if (e.kind() == DomainException.Kind.NOT_FOUND) throw e;
      model.addAttribute("form", NewAgent.EMPTY);
      return again(model, "api.agent.last");
    }
    if (!active) sessions.endThoseOf(agents.byId(id));
    audit.record(
        me.id().toString(), "agent.activated", Map.of("agent", id.value(), "active", active));
    return new ModelAndView(HERE);
  }

  @PostMapping("/teams")
  ModelAndView createTeam(@RequestParam(defaultValue = "") String name, Model model) {
    model.addAttribute("form", NewAgent.EMPTY);
    if (name.isBlank() || name.length() > 100) return again(model, "api.team.name.bad");
    try {
      teams.create(name);
    } catch (DomainException e) {
      return again(model, "api.team.taken");
    }
    return new ModelAndView(HERE);
  }

  /** Says who leads a team; nobody if no agent is named. */
  @PostMapping("/teams/{id}/lead")
  String lead(
      @PathVariable TeamId id,
      @RequestParam(required = false) @Nullable Long lead,
      @AuthenticationPrincipal SignedInAgent me) {
    teams.lead(id, lead == null ? null : new AgentId(lead));
    audit.record(
        me.id().toString(),
        "team.led",
        lead == null ? Map.of("team", id.value()) : Map.of("team", id.value(), "lead", lead));
    return HERE;
  }

  private ModelAndView again(Model model, String problem) {
    model.addAttribute("problem", problem);
    fill(model);
    return new ModelAndView(PAGE, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private void fill(Model model) {
    model.addAttribute("agents", agents.all());
    model.addAttribute("teams", teams.all());
    model.addAttribute("roles", Role.values());
    model.addAttribute("shortest", Agents.SHORTEST_PASSWORD);
  }
}
