package io.fairlead.settings.systemd;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/** The other end: systemd's socket, as far as a test needs it. */
final class NotifyReceiver implements AutoCloseable {

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

  private final Arena arena = Arena.ofConfined();
  private final int socket;

  NotifyReceiver(String address) throws Throwable {
    byte[] path = address.getBytes(StandardCharsets.UTF_8);
    path[0] = address.startsWith("@") ? 0 : path[0];
    MemorySegment name = arena.allocate(2L + path.length + 1, 2);
    name.set(ValueLayout.JAVA_SHORT, 0, (short) 1);
    MemorySegment.copy(path, 0, name, ValueLayout.JAVA_BYTE, 2, path.length);
    socket = (int) function("socket", FunctionDescriptor.of(INT, INT, INT, INT)).invoke(1, 2, 0);
    int bound =
        (int)
            function("bind", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, INT))
                .invoke(socket, name, 2 + path.length);
    if (bound != 0) {
      throw new IllegalStateException("binding " + address);
    }
  }

  /** The next message that has come already; empty where none has. */
  String next() throws Throwable {
    int dontWait = 0x40;
    MemorySegment buffer = arena.allocate(4096);
    long length =
        (long)
            function(
                    "recv",
                    FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        INT))
                .invoke(socket, buffer, 4096L, dontWait);
    return length <= 0
        ? ""
        : new String(
            buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  int descriptor() {
    return socket;
  }

  /** The next message and the one descriptor that came with it, which is the caller's. */
  Gift nextGift() throws Throwable {
    MemorySegment text = arena.allocate(4096);
    MemorySegment pieces = arena.allocate(16, 8);
    pieces.set(ValueLayout.ADDRESS, 0, text);
    pieces.set(ValueLayout.JAVA_LONG, 8, 4096);
    MemorySegment rights = arena.allocate(64, 8);
    MemorySegment header = arena.allocate(56, 8);
    header.set(ValueLayout.ADDRESS, 16, pieces);
    header.set(ValueLayout.JAVA_LONG, 24, 1);
    header.set(ValueLayout.ADDRESS, 32, rights);
    header.set(ValueLayout.JAVA_LONG, 40, rights.byteSize());
    FunctionDescriptor recvmsg =
        FunctionDescriptor.of(ValueLayout.JAVA_LONG, INT, ValueLayout.ADDRESS, INT);
    long length = (long) function("recvmsg", recvmsg).invoke(socket, header, 0x40);
    if (length <= 0 || header.get(ValueLayout.JAVA_LONG, 40) != 24) {
      throw new IllegalStateException("no message with one descriptor has come");
    }
    byte[] words = text.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    return new Gift(new String(words, StandardCharsets.UTF_8), rights.get(INT, 16));
  }

  /** A message and what came with it. */
  record Gift(String text, int descriptor) {}

  @Override
  public void close() {
    try {
      int unused = (int) function("close", FunctionDescriptor.of(INT, INT)).invoke(socket);
    } catch (Throwable e) {
      throw new IllegalStateException("closing a test socket", e);
    }
    arena.close();
  }

  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }
}
