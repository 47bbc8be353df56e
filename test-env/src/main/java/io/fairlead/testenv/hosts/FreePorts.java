package io.fairlead.testenv.hosts;

import io.fairlead.testenv.process.TestEnvironmentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports to listen on that are free at the moment. */
public final class FreePorts {

  /** On a host of its own every port is free, so these are always the same. */
  private static final int FIRST = 8500;

  private FreePorts() {}

  public static List<Integer> on(Host host, int count) {
    List<Integer> ports = new ArrayList<>();
    if (host.isIsolated()) {
      for (int i = 0; i < count; i++) {
        ports.add(FIRST + i);
      }
      return ports;
    }
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host.address()));
        held.add(socket);
        ports.add(socket.getLocalPort());
      }
      for (ServerSocket socket : held) {
        socket.close();
      }
    } catch (IOException e) {
      throw new TestEnvironmentException("No free port on " + host.address(), e);
    }
    return ports;
  }
}
