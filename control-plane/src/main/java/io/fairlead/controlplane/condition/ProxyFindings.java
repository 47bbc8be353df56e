package io.fairlead.controlplane.condition;

import io.fairlead.controlplane.push.Standing;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.translation.Origin.Form;
import io.fairlead.translation.Origin.Made;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.server.Untaken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one proxy adds to what is found of resources.
 *
 * @param concerned the resources that anything it is sent comes of
 * @param findings what is found; added to
 */
record ProxyFindings(
    Standing standing, List<Set<ResourceId>> concerned, Map<ResourceId, Finding> findings) {

  ProxyFindings {
    concerned = List.copyOf(concerned);
  }

  static final Map<ResourceType, Form> FORMS =
      Map.of(
          ResourceType.CLUSTER, Form.CLUSTER,
          ResourceType.ENDPOINT, Form.ENDPOINTS,
          ResourceType.LISTENER, Form.LISTENER,
          ResourceType.ROUTE, Form.ROUTES);

  /**
   * @param origins of what it did not take, among others: what several say is joined
   */
  void find(List<Map<Made, Set<ResourceId>>> origins) {
    if (!standing.isCurrent() || !isKnown()) {
      concerned.forEach(ids -> ids.forEach(id -> finding(id).awaited()));
    }
    Map<ResourceId, Refused> refused = new HashMap<>();
    standing
        .untaken()
        .forEach(
            (type, untaken) -> {
              Form form = FORMS.get(type);
              if (form != null) {
                untaken.awaited().stream()
                    .flatMap(name -> of(new Made(form, name), origins))
                    .forEach(id -> finding(id).awaited());
                untaken
                    .refused()
                    .forEach(
                        (name, refusal) -> {
                          Made made = new Made(form, name);
                          of(made, origins)
                              .forEach(
                                  id ->
                                      refused.merge(
                                          id, new Refused(made, refusal), Refused::worse));
                        });
              }
            });
    refused.forEach(
        (id, what) ->
            finding(id).refused(name(standing.proxy().id()), what.refusal.isNamed(), what.words()));
  }

  private static Stream<ResourceId> of(Made made, List<Map<Made, Set<ResourceId>>> origins) {
    return origins.stream().flatMap(said -> said.getOrDefault(made, Set.of()).stream());
  }

  /** Whether it asked for anything, and all is known of what it did not take. */
  private boolean isKnown() {
    boolean asked = false;
    for (Map.Entry<ResourceType, Untaken> of : standing.untaken().entrySet()) {
      if (FORMS.containsKey(of.getKey())) {
        asked = true;
        if (!of.getValue().isWhole()) {
          return false;
        }
      }
    }
    return asked;
  }

  private Finding finding(ResourceId id) {
    return findings.computeIfAbsent(id, absent -> new Finding());
  }

  /** What a proxy refused of what comes of one resource. */
  private record Refused(Made made, Untaken.Refusal refusal) {
    private static final int LONGEST = 500;

    /** What is named first, else in the order of names, so that the words stay the same. */
    Refused worse(Refused other) {
      if (refusal.isNamed() != other.refusal.isNamed()) {
        return refusal.isNamed() ? this : other;
      }
      int byForm = made.form().compareTo(other.made.form());
      int order = byForm != 0 ? byForm : made.name().compareTo(other.made.name());
      return order <= 0 ? this : other;
    }

    String words() {
      String said = refusal.words();
      return made.form().title()
          + " "
          + made.name()
          + ": "
          + (said.length() <= LONGEST ? said : said.substring(0, LONGEST) + " ...");
    }
  }

  /** Its name and namespace, without what they stand between. */
  private static String name(String node) {
    String[] parts = node.split("~", -1);
    return parts.length == 4 ? parts[2] : node;
  }
}
