package io.fairlead.translation.security;

import io.fairlead.model.Labels;
import io.fairlead.model.MeshState;
import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.policy.PeerAuthentication;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which transport a workload accepts, after all policies have been weighed: one with a selector
 * beats that of the namespace, which beats that of the mesh. What the nearer one leaves open comes
 * from the farther; of two with equal reach the older one counts. Ports are read from policies with
 * a selector only, and a selector in the root namespace selects nothing, both as in Istio.
 *
 * @param ports where a port differs in policy from the workload as a whole, sorted
 */
public record PeerModes(MtlsMode workload, Map<Integer, MtlsMode> ports) {

  private static final Comparator<PeerAuthentication> OLDEST_FIRST =
      Comparator.comparing(PeerAuthentication::created).thenComparing(PeerAuthentication::name);

  public PeerModes {
    ports = Map.copyOf(ports);
  }

  /** What is accepted where no policy says anything. */
  public static final PeerModes STANDARD = new PeerModes(MtlsMode.PERMISSIVE, Map.of());

  /** Whom the policies are weighed for. */
  public record Subject(String namespace, Labels labels, String rootNamespace) {}

  public static PeerModes of(Collection<PeerAuthentication> policies, Subject subject) {
    return of(
        policies.stream().collect(Collectors.groupingBy(policy -> policy.name().namespace())),
        subject);
  }

  /** What a workload of {@code namespace} with {@code labels} accepts. */
  public static PeerModes of(MeshState state, String namespace, Labels labels) {
    Subject subject = new Subject(namespace, labels, state.settings().rootNamespace());
    return of(near(state, subject), subject);
  }

  /** The policies by which that holds: those that another one stands before are not among them. */
  public static List<PeerAuthentication> policies(
      MeshState state, String namespace, Labels labels) {
    Subject subject = new Subject(namespace, labels, state.settings().rootNamespace());
    return Reaches.of(near(state, subject), subject).holding();
  }

  private static Map<String, List<PeerAuthentication>> near(MeshState state, Subject subject) {
    String root = subject.rootNamespace;
    return subject.namespace.equals(root)
        ? Map.of(root, state.peerAuthentications(root))
        : Map.of(
            root,
            state.peerAuthentications(root),
            subject.namespace,
            state.peerAuthentications(subject.namespace));
  }

  private static PeerModes of(Map<String, List<PeerAuthentication>> policies, Subject subject) {
    Reaches reaches = Reaches.of(policies, subject);
    return new PeerModes(
        reaches.saying().flatMap(PeerModes::mode).orElse(MtlsMode.PERMISSIVE),
        reaches.selecting().map(PeerModes::portsOf).orElse(Map.of()));
  }

  /**
   * Those that are meant for one workload.
   *
   * @param nearestFirst at most one of each reach
   */
  private record Reaches(List<PeerAuthentication> nearestFirst) {

    Reaches {
      nearestFirst = List.copyOf(nearestFirst);
    }

    static Reaches of(Map<String, List<PeerAuthentication>> policies, Subject subject) {
      List<PeerAuthentication> near = policies.getOrDefault(subject.namespace, List.of());
      List<PeerAuthentication> nearestFirst = new ArrayList<>(3);
      if (!subject.namespace.equals(subject.rootNamespace)) {
        oldest(near, policy -> !isWide(policy) && subject.labels.matches(policy.selector()))
            .ifPresent(nearestFirst::add);
        oldest(near, PeerModes::isWide).ifPresent(nearestFirst::add);
      }
      oldest(policies.getOrDefault(subject.rootNamespace, List.of()), PeerModes::isWide)
          .ifPresent(nearestFirst::add);
      return new Reaches(nearestFirst);
    }

    /** The one that says the mode of the workload as a whole. */
    Optional<PeerAuthentication> saying() {
      return nearestFirst.stream().filter(policy -> mode(policy).isPresent()).findFirst();
    }

    Optional<PeerAuthentication> selecting() {
      return nearestFirst.stream().filter(policy -> !isWide(policy)).findFirst();
    }

    List<PeerAuthentication> holding() {
      return Stream.of(selecting().filter(policy -> !portsOf(policy).isEmpty()), saying())
          .flatMap(Optional::stream)
          .distinct()
          .toList();
    }
  }

  /** Whether mutual TLS is turned off on some port, or on all that are not named. */
  public boolean turnsOff() {
    return workload == MtlsMode.DISABLE || ports.containsValue(MtlsMode.DISABLE);
  }

  /** The same, but that plaintext is taken where it is refused. */
  public PeerModes withPlaintext() {
    Map<Integer, MtlsMode> relaxed = new TreeMap<>();
    ports.forEach((port, mode) -> relaxed.put(port, withPlaintext(mode)));
    return new PeerModes(withPlaintext(workload), relaxed);
  }

  private static MtlsMode withPlaintext(MtlsMode mode) {
    return mode == MtlsMode.STRICT ? MtlsMode.PERMISSIVE : mode;
  }

  public MtlsMode port(int number) {
    return ports.getOrDefault(number, workload);
  }

  private static Optional<PeerAuthentication> oldest(
      Collection<PeerAuthentication> policies, Predicate<PeerAuthentication> applies) {
    return policies.stream().filter(applies).min(OLDEST_FIRST);
  }

  private static boolean isWide(PeerAuthentication policy) {
    return policy.selector().isEmpty();
  }

  private static Optional<MtlsMode> mode(PeerAuthentication policy) {
    return policy.modes().workload();
  }

  private static Map<Integer, MtlsMode> portsOf(PeerAuthentication policy) {
    Map<Integer, MtlsMode> ports = new TreeMap<>();
    for (int port : policy.modes().byPort().keySet()) {
      if (port != 0) {
        policy.modes().port(port).ifPresent(mode -> ports.put(port, mode));
      }
    }
    return ports;
  }
}
