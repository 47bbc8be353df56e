package io.fairlead.registrybridge.source.consul;

import io.fairlead.model.Problem;
import io.fairlead.model.SourceLocation;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** All that was read of a datacenter. Owned by one {@link ConsulLoop}. */
final class Knowledge {

  private static final int MOST_PROBLEMS = 1000;
  private static final int MOST_RECENT = 128;
  private static final int A_HANDFUL = 16;

  private final InstanceMapper mapper;
  private final ReadIndex read = new ReadIndex();
  private final Map<String, Service> mapped = new HashMap<>();
  private final Map<ServiceHost, String> owners = new HashMap<>();
  private final TreeMap<String, List<Problem>> problems = new TreeMap<>();
  private final LinkedHashSet<String> recent = new LinkedHashSet<>();
  private final Set<ServiceHost> changed = new HashSet<>();
  private PMap<ServiceHost, Service> services = HashTreePMap.empty();
  private int endpoints;

  Knowledge(InstanceMapper mapper) {
    this.mapper = mapper;
  }

  /** Every service that was read. */
  ReadIndex read() {
    return read;
  }

  PMap<ServiceHost, Service> services() {
    return services;
  }

  int endpoints() {
    return endpoints;
  }

  /** The hosts that changed and were not yet taken. */
  Set<ServiceHost> changed() {
    return changed;
  }

  /** Takes what was read of a service, and says whether it is another than it was. */
  boolean found(String name, List<ConsulInstance> instances) {
    boolean wasRead = read.hasRead(name);
    read.put(name, instances);
    InstanceMapper.Mapped result = mapper.map(name, instances);
    problems.remove(name);
    if (!result.problems().isEmpty()) {
      problems.put(name, result.problems());
    }
    return replace(name, result.service()) && wasRead;
  }

  /** It is as it was; what kept it from being published may have gone meanwhile. */
  void foundAgain(String name) {
    if (!mapped.containsKey(name)) {
      found(name, read.instances(name));
    }
  }

  /** Forgets the services that are not among {@code names}. */
  void retain(Collection<String> names) {
    for (String gone : read.services().stream().filter(name -> !names.contains(name)).toList()) {
      read.remove(gone);
      problems.remove(gone);
      replace(gone, Optional.empty());
    }
  }

  private boolean replace(String name, Optional<Service> next) {
    Service before = mapped.get(name);
    if (next.equals(Optional.ofNullable(before))) {
      return false;
    }
    justChanged(name);
    if (before != null) {
      mapped.remove(name);
      owners.remove(before.host());
      services = services.minus(before.host());
      endpoints -= before.discovery().endpoints().size();
      changed.add(before.host());
    }
    next.ifPresent(service -> add(name, service));
    return true;
  }

  private void justChanged(String name) {
    recent.remove(name);
    recent.addFirst(name);
    if (recent.size() > MOST_RECENT) {
      recent.removeLast();
    }
  }

  /** Those of {@code names} that changed last, newest first: a handful. */
  List<String> changedLast(Collection<String> names) {
    return recent.stream().filter(names::contains).limit(A_HANDFUL).toList();
  }

  /**
   * The same names, those first that changed last: what changes without a name to it is most often
   * what has changed before.
   */
  Collection<String> likeliestFirst(Collection<String> names) {
    Set<String> ordered = new LinkedHashSet<>(recent);
    ordered.retainAll(names);
    ordered.addAll(names);
    return ordered;
  }

  private void add(String name, Service service) {
    String owner = owners.putIfAbsent(service.host(), name);
    if (owner != null) {
      problems.put(
          name,
          List.of(
              Problem.warning(
                  "Consul service " + name,
                  "",
                  SourceLocation.UNKNOWN,
                  "differs from '" + owner + "' by case only, and is not published; rename one")));
      return;
    }
    mapped.put(name, service);
    services = services.plus(service.host(), service);
    endpoints += service.discovery().endpoints().size();
    changed.add(service.host());
  }

  /** By service, and not more than people can read. */
  List<Problem> problems() {
    List<Problem> all = new ArrayList<>();
    for (List<Problem> some : problems.values()) {
      for (Problem problem : some) {
        if (all.size() == MOST_PROBLEMS) {
          return all;
        }
        all.add(problem);
      }
    }
    return all;
  }
}
