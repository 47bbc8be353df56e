package io.fairlead.controlplane.push;

import io.fairlead.controlplane.credential.Credentials;
import io.fairlead.model.MeshDifference;
import io.fairlead.model.MeshState;
import io.fairlead.translation.Inbound;
import io.fairlead.translation.Translator;
import io.fairlead.translation.scope.MeshView;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.xds.Snapshot;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every connected proxy was offered last, brought to each next state at the cost of what
 * changed: once for each distinct shape, and once more for the proxies whose own services are
 * touched. Belongs to the thread that pushes.
 */
final class Fleet {

  private static final Logger log = LoggerFactory.getLogger(Fleet.class);

  /** Shapes that nobody has now, kept for a proxy that comes back. */
  private static final int SPARE_SHAPES = 32;

  /** Namespaces and labels that nobody has now, before all of them are decided again. */
  private static final int SPARE_CALLERS = 1_000;

  private final Translator translator;
  private final WireForms forms;
  private final Selections selections = new Selections();
  private final ProxySecrets secrets = new ProxySecrets();
  private final Supplier<Credentials> credentials;
  private final Map<ProxyTraits, Shape> shapes = new LinkedHashMap<>(16, 0.75f, true);

  /** By stream. Replaced as a whole, so that others may read what they got. */
  private Map<Long, Served> served = new HashMap<>();

  private MeshView view;

  /**
   * @param common what every proxy is offered, whoever it is
   */
  Fleet(Translator translator, MeshState mesh, Supplier<Credentials> credentials, Snapshot common) {
    this.translator = translator;
    this.forms = new WireForms(common);
    this.credentials = credentials;
    this.view = MeshView.of(mesh);
  }

  /** Offers each proxy what is new for it. */
  @SuppressWarnings("ReferenceEquality") // What did not change is the same object.
  void bring(MeshState mesh, Collection<ConnectedProxy> connected) {
    MeshState previous = view.state();
    MeshDifference difference = MeshDifference.between(previous, mesh);
    OwnChanges changes = OwnChanges.of(previous, mesh, difference);
    view = previous == mesh ? view : view.at(mesh, difference);
    Map<Long, Served> next = HashMap.newHashMap(connected.size());
    Set<ProxyTraits> used = new HashSet<>();
    for (ConnectedProxy proxy : connected) {
      long stream = proxy.stream().id();
      Served before = served.get(stream);
      ProxyTraits traits = ProxyTraits.of(proxy.proxy(), selections.of(mesh, proxy.proxy()));
      used.add(traits);
      boolean isTouched =
          before == null || before.mesh() != previous || changes.touch(proxy.proxy());
      Served now = serve(proxy, traits, before, isTouched);
      if (now != null) {
        next.put(stream, now);
        if (before == null || before.offered() != now.offered()) {
          proxy.stream().offer(now.offered());
        }
      }
    }
    served = next;
    dropSpare(used.size());
    secrets.keepOnly(used);
    selections.keepAtMost(connected.size() + SPARE_CALLERS);
  }

  /** A proxy for which translation fails keeps what it has; the others must not suffer. */
  private @Nullable Served serve(
      ConnectedProxy connected, ProxyTraits traits, @Nullable Served before, boolean isTouched) {
    try {
      Shape shape = shape(traits);
      Inbound inbound =
          before == null || isTouched
              ? translator.inbound(view.state(), connected.proxy())
              : before.inbound();
      Snapshot shared = secrets.join(shape, credentials.get());
      return Served.of(connected.proxy(), shape.outbound(), shared, inbound, forms, before);
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("proxy", connected.proxy().id())
          .log("The configuration of a proxy could not be made; it keeps the last one");
      return before;
    }
  }

  @SuppressWarnings("ReferenceEquality") // A view is made once for each state.
  private Shape shape(ProxyTraits traits) {
    Shape known = shapes.get(traits);
    if (known != null && known.outbound().scope().mesh() == view) {
      return known;
    }
    Shape base = known == null ? nearest(traits) : known;
    Shape now =
        base == null
            ? Shape.of(translator.outbound(view, traits), forms)
            : base.at(translator.next(base.outbound(), view, traits), forms);
    shapes.put(traits, now);
    return now;
  }

  /** Proxies that a selector moves to a new shape keep what the selector did not touch. */
  private @Nullable Shape nearest(ProxyTraits traits) {
    return shapes.values().stream()
        .filter(shape -> shape.traits().isNear(traits))
        .min(
            Comparator.comparingInt(
                shape -> shape.traits().selection().distanceTo(traits.selection())))
        .orElse(null);
  }

  /** What the connected proxies were offered last, by stream; never written to again. */
  Map<Long, Served> served() {
    return served;
  }

  long decisions() {
    return selections.decisions();
  }

  int shapes() {
    return shapes.size();
  }

  /** The shapes of this push were used last, so that the first ones are spare. */
  private void dropSpare(int used) {
    Iterator<Shape> oldest = shapes.values().iterator();
    for (int spare = shapes.size() - used; spare > SPARE_SHAPES; spare--) {
      oldest.next();
      oldest.remove();
    }
  }
}
