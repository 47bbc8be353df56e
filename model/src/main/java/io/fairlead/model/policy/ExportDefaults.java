package io.fairlead.model.policy;

import io.fairlead.model.service.Service;
import java.util.List;

/**
 * Who sees declarations that say nothing of it. Each list is as {@code exportTo} of a resource;
 * empty: everybody.
 */
public record ExportDefaults(List<String> services, List<String> routes, List<String> rules) {

  public static final ExportDefaults NONE = new ExportDefaults(List.of(), List.of(), List.of());

  public ExportDefaults {
    services = List.copyOf(services);
    routes = List.copyOf(routes);
    rules = List.copyOf(rules);
  }

  /** The service, shown to somebody in any case. */
  public Service of(Service service) {
    return service.exportTo().isEmpty() && !services.isEmpty()
        ? new Service(
            service.resource(),
            service.host(),
            service.addresses(),
            service.ports(),
            service.discovery(),
            services)
        : service;
  }

  /** The same of routes. */
  public VirtualService of(VirtualService said) {
    return said.exportTo().isEmpty() && !routes.isEmpty()
        ? new VirtualService(
            said.name(), said.hosts(), said.gateways(), said.routes(), routes, said.created())
        : said;
  }

  /** The same of a rule; one for some callers is its own namespace's anyway. */
  public DestinationRule of(DestinationRule rule) {
    return rule.exportTo().isEmpty() && rule.callers().isEmpty() && !rules.isEmpty()
        ? new DestinationRule(
            rule.name(), rule.host(), rule.callers(), rule.calling(), rules, rule.created())
        : rule;
  }
}
