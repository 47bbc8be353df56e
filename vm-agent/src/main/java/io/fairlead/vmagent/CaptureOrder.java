package io.fairlead.vmagent;

import io.fairlead.vmagent.capture.CaptureException;
import io.fairlead.vmagent.capture.CaptureSettings;
import io.fairlead.vmagent.capture.HostPort;
import io.fairlead.vmagent.capture.InboundPorts;
import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.config.ConfigException;
import io.fairlead.vmagent.identity.Membership;
import java.util.List;

/** Writes down for capture what the settings, the users and the join say. */
final class CaptureOrder {

  private CaptureOrder() {}

  /**
   * @throws ConfigException where the settings cannot be captured by
   */
  static CaptureSettings of(AgentSettings settings, Users users, Membership membership) {
    AgentSettings.Capture capture = settings.capture();
    try {
      return new CaptureSettings(
          InboundPorts.parse(capture.inboundPorts()),
          CaptureSettings.Exclusions.parse(
              capture.excludeInboundPorts(),
              capture.excludeOutboundPorts(),
              capture.excludeOutboundCidrs()),
          new CaptureSettings.Users(users.agent(), users.proxy()),
          membership.controlPlanes().stream().map(HostPort::parse).toList(),
          capture.dns(),
          new CaptureSettings.Ports(
              settings.ports().outbound(),
              settings.ports().inbound(),
              settings.dns().listen().getPort()));
    } catch (CaptureException e) {
      throw new ConfigException(List.of("capture: " + e.getMessage()));
    }
  }
}
