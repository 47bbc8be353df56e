package io.fairlead.benchmarks.simulator;

import io.fairlead.benchmarks.simulator.Configuration.Difference;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One proxy with a connection of its own. Everything happens on the fleet's event loop. */
final class SimulatedProxy implements Answer.Sink {

  /** A name that no mesh has: its removal answers everything that was asked before. */
  private static final String PROBE = "outbound|1||probe.fairlead-benchmarks.invalid";

  private final int index;
  private final Fleet fleet;
  private final byte[] node;
  private final Configuration configuration;
  private final Map<XdsType, Dialect.Last> last = new EnumMap<>(XdsType.class);
  private Counters counters = new Counters();
  private @Nullable ManagedChannel channel;
  private @Nullable ClientCall<byte[], Received> call;
  private Manner manner = Manner.PROMPT;
  private boolean isResuming;
  private boolean isProbed;
  private boolean hasAskedForListeners;
  private boolean isSettled;

  /** How a proxy treats its stream. */
  enum Manner {
    PROMPT,
    /** Reads and never acknowledges. */
    SILENT,
    /** Does not even read. */
    STALLED
  }

  SimulatedProxy(int index, Fleet fleet, byte[] node) {
    this.index = index;
    this.fleet = fleet;
    this.node = node;
    this.configuration = new Configuration(fleet.catalog());
  }

  int index() {
    return index;
  }

  Configuration configuration() {
    return configuration;
  }

  Counters counters() {
    return counters;
  }

  void mark() {
    counters = new Counters();
  }

  Manner manner() {
    return manner;
  }

  void behave(Manner next) {
    manner = next;
  }

  boolean isConnected() {
    return call != null;
  }

  boolean isSettled() {
    return isSettled;
  }

  void connect() {
    ManagedChannel opened = fleet.channels().open(index);
    ClientCall<byte[], Received> started = opened.newCall(fleet.method(), CallOptions.DEFAULT);
    channel = opened;
    call = started;
    isSettled = false;
    isProbed = false;
    isResuming = configuration.isAnswered(XdsType.CDS);
    hasAskedForListeners = isResuming;
    last.clear();
    started.start(new Listener(started), fleet.channels().headers());
    started.request(1);
    if (isResuming) {
      resume();
    } else {
      send(first(XdsType.CDS).node(node).done());
      if (fleet.options().nameTable()) {
        send(first(XdsType.NDS).done());
      }
    }
  }

  private Requests first(XdsType type) {
    Requests request = fleet.dialect() == Dialect.DELTA ? Requests.delta() : Requests.world();
    return request.type(type);
  }

  private void resume() {
    if (fleet.dialect() == Dialect.WORLD) {
      configuration.forgetAnswers();
    }
    for (XdsType type : XdsType.values()) {
      if (type != XdsType.NDS || fleet.options().nameTable()) {
        Interned names = fleet.catalog().names(type);
        Requests request = first(type).names(configuration.wanted(type), names);
        if (type == XdsType.CDS) {
          request.node(node);
        }
        if (fleet.dialect() == Dialect.DELTA) {
          request.initialVersions(configuration.held(type), names, fleet.catalog().versions());
        }
        send(request.done());
      }
    }
    if (fleet.dialect() == Dialect.DELTA) {
      send(first(XdsType.EDS).name(PROBE).done());
    }
  }

  /** Ends the stream and its connection as a lost network would. */
  void drop() {
    ManagedChannel open = channel;
    channel = null;
    call = null;
    if (open != null) {
      open.shutdownNow();
    }
  }

  private void send(byte[] request) {
    ClientCall<byte[], Received> open = call;
    if (open != null) {
      open.sendMessage(request);
    }
  }

  private void received(Answer answer) {
    XdsType type = answer.type();
    counters.message(type, answer.length());
    fleet.dialect().read(answer, configuration, fleet.catalog(), this);
    last.put(type, new Dialect.Last(type, answer.nonce(), answer.version()));
    if (manner != Manner.PROMPT) {
      return;
    }
    Difference change = configuration.answered(type);
    send(
        fleet
            .dialect()
            .acknowledgement(
                lastOf(type), configuration.wanted(type), fleet.catalog().names(type)));
    switch (type) {
      case CDS -> subscribe(XdsType.EDS, change);
      case LDS -> subscribe(XdsType.RDS, change);
      case EDS, RDS, NDS -> {}
    }
    askForListeners();
    settle();
  }

  /** Listeners are asked for once the first clusters are warm. */
  private void askForListeners() {
    if (!hasAskedForListeners && configuration.hasAssignments()) {
      hasAskedForListeners = true;
      send(first(XdsType.LDS).done());
    }
  }

  private void subscribe(XdsType type, Difference change) {
    // Envoy asks anew for what it warms, which the delta protocol leaves no way to say.
    boolean isWarming =
        fleet.dialect() == Dialect.WORLD && type == XdsType.EDS && !configuration.hasAssignments();
    if (change.isEmpty() && !isWarming) {
      return;
    }
    send(
        fleet
            .dialect()
            .subscription(
                lastOf(type), change, configuration.wanted(type), fleet.catalog().names(type)));
  }

  private Dialect.Last lastOf(XdsType type) {
    return last.getOrDefault(type, Dialect.Last.none(type));
  }

  @Override
  public void resource(XdsType type, int name, int version) {
    counters.resource(type);
    configuration.resource(type, name, version);
    fleet.watches().seen(type, name, false, index);
  }

  @Override
  public void removed(XdsType type, int name) {
    if (type == XdsType.EDS && name == fleet.catalog().names(type).id(PROBE)) {
      isProbed = true;
      return;
    }
    counters.resource(type);
    configuration.removed(type, name);
    fleet.watches().seen(type, name, true, index);
  }

  private void settle() {
    boolean isResumed = isResuming && fleet.dialect() == Dialect.DELTA;
    boolean isComplete =
        isResumed
            ? isProbed && configuration.waitsForNothing()
            : configuration.hasAssignments()
                && configuration.hasRoutes()
                && (!fleet.options().nameTable() || configuration.isAnswered(XdsType.NDS));
    if (isComplete && !isSettled) {
      isSettled = true;
      fleet.settled(index);
    }
  }

  private final class Listener extends ClientCall.Listener<Received> {

    private final ClientCall<byte[], Received> own;

    Listener(ClientCall<byte[], Received> own) {
      this.own = own;
    }

    @Override
    public void onMessage(Received message) {
      if (own == call) {
        received(new Answer(message));
        if (manner != Manner.STALLED) {
          own.request(1);
        }
      }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (own == call) {
        drop();
        fleet.lost(SimulatedProxy.this, status);
      }
    }
  }
}
