package io.fairlead.vmagent.capture;

import java.util.List;

/** Which of the host's ports the proxy stands in front of. */
public sealed interface InboundPorts {

  /** Every TCP port but those that are never captured. */
  record Every() implements InboundPorts {}

  /** These alone; none, where the list is empty. */
  record Listed(List<PortRange> ports) implements InboundPorts {

    public Listed {
      ports = ports.stream().sorted().distinct().toList();
    }
  }

  /** Reads {@code *}, or ports with commas between, or nothing for no port. */
  static InboundPorts parse(String text) {
    if (text.strip().equals("*")) {
      return new Every();
    }
    if (text.isBlank()) {
      return new Listed(List.of());
    }
    return new Listed(
        List.of(text.split(",", -1)).stream().map(String::strip).map(PortRange::parse).toList());
  }
}
