package io.fairlead.model.policy;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which transport the selected workloads accept.
 *
 * @param selector empty: the whole namespace, or the whole mesh in the root namespace
 * @param modes for the workload as a whole and by port; what is missing is inherited
 * @param created the older one wins where two of one reach apply
 */
public record PeerAuthentication(ResourceName name, Labels selector, Modes modes, Instant created) {

  /** The modes that are set; key 0 is the workload as a whole. */
  public record Modes(Map<Integer, MtlsMode> byPort) {
    private static final int WHOLE_WORKLOAD = 0;

    public Modes {
      byPort = Map.copyOf(byPort);
    }

    public static Modes of(MtlsMode mode) {
      return new Modes(Map.of(WHOLE_WORKLOAD, mode));
    }

    public Optional<MtlsMode> workload() {
      return Optional.ofNullable(byPort.get(WHOLE_WORKLOAD));
    }

    public Optional<MtlsMode> port(int number) {
      return Optional.ofNullable(byPort.get(number));
    }
  }
}
