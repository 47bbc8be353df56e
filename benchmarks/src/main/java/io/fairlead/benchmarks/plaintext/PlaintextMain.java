package io.fairlead.benchmarks.plaintext;

import io.fairlead.controlplane.admin.AdminServer;
import io.fairlead.controlplane.store.SqliteStore;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Runs the control plane without TLS: {@code PORT MESH_DIRECTORY STATE_FILE ADMIN_SOCKET}, until it
 * is killed.
 */
public final class PlaintextMain {

  private PlaintextMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (var controlPlane =
            new PlaintextControlPlane(
                SqliteStore.open(Path.of(arguments[2])),
                Path.of(arguments[1]),
                Integer.parseInt(arguments[0]));
        var admin = new AdminServer(Path.of(arguments[3]), controlPlane.start().admin())) {
      admin.start();
      Thread.currentThread().join();
    }
  }
}
