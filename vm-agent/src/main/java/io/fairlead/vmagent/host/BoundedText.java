package io.fairlead.vmagent.host;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One output of a command, read by a thread of its own up to a limit. */
final class BoundedText {

  static final int LIMIT = 16 * 1024 * 1024;

  /** A grandchild can hold the pipe open after the command has ended. */
  private static final long REST_SECONDS = 2;

  private final FutureTask<byte[]> reading;

  private BoundedText(FutureTask<byte[]> reading) {
    this.reading = reading;
  }

  static BoundedText reading(InputStream stream) {
    Callable<byte[]> read =
        () -> {
          byte[] bytes = stream.readNBytes(LIMIT + 1);
          stream.transferTo(OutputStream.nullOutputStream());
          return bytes;
        };
    FutureTask<byte[]> task = new FutureTask<>(read);
    Thread.startVirtualThread(task);
    return new BoundedText(task);
  }

  String text(List<String> command) throws InterruptedException {
    try {
      byte[] bytes = reading.get(REST_SECONDS, TimeUnit.SECONDS);
      if (bytes.length > LIMIT) {
        throw new CommandException(command.getFirst() + " said more than 16 MiB");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (ExecutionException e) {
      throw new CommandException("reading what " + command.getFirst() + " says failed", e);
    } catch (TimeoutException e) {
      throw new CommandException(
          command.getFirst() + " ended but something that it started still holds its output", e);
    }
  }
}
