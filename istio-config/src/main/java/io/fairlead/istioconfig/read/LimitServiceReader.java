package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.LimitService;
import io.fairlead.model.policy.LimitService.Patience;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.service.ServicePort;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which service counts for all proxies. */
record LimitServiceReader(OurAnnotations said) {

  private static final Pattern PLACE = Pattern.compile("(?<host>[^:]+):(?<port>\\d{1,5})");
  private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9._/-]{1,100}");
  private static final String USUAL_DOMAIN = "fairlead";
  private static final String USUAL_TIMEOUT = "100ms";

  Setting<LimitService> read() {
    if (!said.has(LimitKeys.SERVICE)) {
      said.tell(
          List.of(LimitKeys.DOMAIN, LimitKeys.TIMEOUT, LimitKeys.FAILURE),
          ProblemCode.NEEDS_OTHER_FIELD,
          "is of no use without " + LimitKeys.SERVICE + ": write both");
      return Setting.unset();
    }
    Patience patience =
        new Patience(
            said.time(LimitKeys.TIMEOUT, USUAL_TIMEOUT),
            said.is(LimitKeys.FAILURE, "allow", "deny", true));
    String domain = domain();
    String text = said.text(LimitKeys.SERVICE, "");
    Matcher place = PLACE.matcher(text);
    if (!place.matches() || !ServicePort.isPort(Integer.parseInt(place.group("port")))) {
      said.error(
          ProblemCode.BAD_ADDRESS,
          LimitKeys.SERVICE,
          Excerpt.of(text) + " is no service and port: write one such as limits.infra.mesh:8081");
      return Setting.unset();
    }
    int port = Integer.parseInt(place.group("port"));
    return Setting.from(
        Hosts.one(said.path(LimitKeys.SERVICE), place.group("host"), said.findings())
            .map(host -> new LimitService(host, port, domain, patience)));
  }

  private String domain() {
    String domain = said.text(LimitKeys.DOMAIN, USUAL_DOMAIN);
    if (!DOMAIN.matcher(domain).matches()) {
      said.error(
          ProblemCode.BAD_NAME,
          LimitKeys.DOMAIN,
          Excerpt.of(domain) + " is no domain: use 1 to 100 letters, digits and any of . _ / -");
    }
    return domain;
  }
}
