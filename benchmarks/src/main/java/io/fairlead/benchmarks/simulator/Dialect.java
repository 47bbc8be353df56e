package io.fairlead.benchmarks.simulator;

import java.util.BitSet;

/** One of the two protocols, as Envoy speaks it. */
enum Dialect {
  DELTA {
    @Override
    String method() {
      return "DeltaAggregatedResources";
    }

    @Override
    void read(Answer answer, Configuration configuration, Catalog catalog, Answer.Sink sink) {
      answer.deltaInto(sink, catalog);
    }

    @Override
    byte[] acknowledgement(Last last, BitSet wanted, Interned names) {
      return Requests.delta().type(last.type()).nonce(last.nonce()).done();
    }

    @Override
    byte[] subscription(Last last, Configuration.Difference change, BitSet wanted, Interned names) {
      return Requests.delta()
          .type(last.type())
          .names(change.added(), names)
          .unsubscribe(change.removed(), names)
          .done();
    }
  },

  WORLD {
    @Override
    String method() {
      return "StreamAggregatedResources";
    }

    @Override
    void read(Answer answer, Configuration configuration, Catalog catalog, Answer.Sink sink) {
      BitSet seen = new BitSet();
      answer.worldInto(
          new Answer.Sink() {
            @Override
            public void resource(XdsType type, int name, int version) {
              seen.set(name);
              sink.resource(type, name, version);
            }

            @Override
            public void removed(XdsType type, int name) {
              throw new IllegalStateException("the state of the world names no removal");
            }
          },
          catalog);
      if (answer.type().isWildcard()) {
        BitSet gone = new BitSet();
        configuration
            .held(answer.type())
            .forEachName(
                name -> {
                  if (!seen.get(name)) {
                    gone.set(name);
                  }
                });
        gone.stream().forEach(name -> sink.removed(answer.type(), name));
      }
    }

    @Override
    byte[] acknowledgement(Last last, BitSet wanted, Interned names) {
      return Requests.world()
          .version(last.version())
          .names(wanted, names)
          .type(last.type())
          .nonce(last.nonce())
          .done();
    }

    @Override
    byte[] subscription(Last last, Configuration.Difference change, BitSet wanted, Interned names) {
      return acknowledgement(last, wanted, names);
    }
  };

  /**
   * The newest answer of a type on this stream; empty where there was none.
   *
   * @param version as the server calls the whole answer
   */
  record Last(XdsType type, byte[] nonce, byte[] version) {

    static Last none(XdsType type) {
      return new Last(type, new byte[0], new byte[0]);
    }
  }

  abstract String method();

  abstract void read(Answer answer, Configuration configuration, Catalog catalog, Answer.Sink sink);

  abstract byte[] acknowledgement(Last last, BitSet wanted, Interned names);

  abstract byte[] subscription(
      Last last, Configuration.Difference change, BitSet wanted, Interned names);
}
