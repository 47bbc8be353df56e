package io.fairlead.vmagent.capture;

import java.nio.file.Path;
import java.util.List;

/**
 * What the agent asks of capture, as it writes it down for the one that may change rules.
 *
 * @param controlPlanes where the host joined; their ports are never captured
 * @param dns whether questions to the host's name servers go to the agent
 */
public record CaptureSettings(
    InboundPorts inboundPorts,
    Exclusions exclude,
    Users users,
    List<HostPort> controlPlanes,
    boolean dns,
    Ports ports) {

  /** More of one thing than this is a mistake or an attack, never a host. */
  static final int MAX_ENTRIES = 1_000;

  public CaptureSettings {
    controlPlanes = List.copyOf(controlPlanes);
    bounded("controlPlanes", controlPlanes);
    if (inboundPorts instanceof InboundPorts.Listed(List<PortRange> listed)) {
      bounded("inboundPorts", listed);
    }
    if (dns && exclude.outboundPorts().stream().anyMatch(range -> range.contains(53))) {
      throw CaptureException.settings(
          "'excludeOutboundPorts' holds port 53 while 'dns' is on: take it out, or turn 'dns' off");
    }
  }

  /** What passes the proxy by, besides what is never captured anyway. */
  public record Exclusions(
      List<PortRange> inboundPorts, List<PortRange> outboundPorts, List<Cidr> outboundCidrs) {

    public static final Exclusions NONE = new Exclusions(List.of(), List.of(), List.of());

    public Exclusions {
      inboundPorts = inboundPorts.stream().sorted().distinct().toList();
      outboundPorts = outboundPorts.stream().sorted().distinct().toList();
      outboundCidrs = outboundCidrs.stream().distinct().toList();
      bounded("excludeInboundPorts", inboundPorts);
      bounded("excludeOutboundPorts", outboundPorts);
      bounded("excludeOutboundCidrs", outboundCidrs);
      if (outboundCidrs.stream().anyMatch(block -> block.prefix() == 0)) {
        throw CaptureException.settings(
            "'excludeOutboundCidrs' holds every address: name the blocks that are meant");
      }
    }

    /** Reads ports such as {@code 9100} or {@code 8000-8010} and blocks such as 10.0.0.0/8. */
    public static Exclusions parse(
        List<String> inboundPorts, List<String> outboundPorts, List<String> outboundCidrs) {
      return new Exclusions(
          inboundPorts.stream().map(PortRange::parse).toList(),
          outboundPorts.stream().map(PortRange::parse).toList(),
          outboundCidrs.stream().map(Cidr::parse).toList());
    }
  }

  /** The users whose traffic is never led anywhere, by number; they may be one. */
  public record Users(int agent, int proxy) {

    public Users {
      for (int user : new int[] {agent, proxy}) {
        if (user == 0) {
          throw CaptureException.settings(
              "the agent and the proxy must not run as root: every program of root's would pass"
                  + " the mesh by");
        }
        if (user < 0) {
          throw CaptureException.settings("a user is a number from 1 to 2147483647");
        }
      }
    }
  }

  /** Where proxy and agent listen. */
  public record Ports(int outbound, int inbound, int dns) {

    public static final Ports DEFAULTS = new Ports(15001, 15006, 15053);

    public Ports {
      PortRange.of(outbound);
      PortRange.of(inbound);
      PortRange.of(dns);
      if (outbound == inbound) {
        throw CaptureException.settings("the outbound and inbound ports must differ");
      }
    }
  }

  /** Reads a file that somebody without privilege wrote; see docs/reference/capture.md. */
  public static CaptureSettings read(Path file) {
    return CaptureFile.parse(CaptureFile.text(file));
  }

  /** Writes the file in one step, so that a reader never sees half of it. */
  public void write(Path file) {
    CaptureFile.write(this, file);
  }

  private static void bounded(String key, List<?> list) {
    if (list.size() > MAX_ENTRIES) {
      throw CaptureException.settings("'" + key + "' has more than " + MAX_ENTRIES + " entries");
    }
  }
}
