package io.fairlead.settings.systemd;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * Sends datagrams to a Unix socket, which the JDK has no class for (it knows Unix streams only).
 * Needs {@code --enable-native-access}. Numbers are those of Linux.
 */
final class DatagramSender {

  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int MAX_PATH = 107;
  private static final int SOL_SOCKET = 1;
  private static final int SCM_RIGHTS = 1;

  /** Bytes of a pointer and of a size, on the machines that we run on. */
  private static final int WORD = 8;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_FIELD =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET =
      function(
          "socket",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT));
  private static final MethodHandle SENDMSG =
      function(
          "sendmsg",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private final byte[] path;

  /** Takes a path, or a name in the abstract namespace after an {@code @}. */
  DatagramSender(String address) {
    byte[] bytes = address.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_PATH) {
      throw new IllegalArgumentException("the path of a Unix socket has at most 107 bytes");
    }
    if (address.startsWith("@")) {
      bytes[0] = 0;
    }
    this.path = bytes;
  }

  /**
   * Sends one datagram; gives the kernel's error number, 0 when it went out.
   *
   * @param descriptors whose copies the receiver gets
   */
  int send(String text, int... descriptors) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int socket = (int) SOCKET.invokeExact(state, AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
      if (socket < 0) {
        return error(state);
      }
      MemorySegment message = message(arena, text, descriptors);
      long sent = (long) SENDMSG.invokeExact(state, socket, message, MSG_NOSIGNAL);
      int error = sent < 0 ? error(state) : 0;
      int unused = (int) CLOSE.invokeExact(state, socket);
      return error;
    } catch (Throwable e) {
      throw new IllegalStateException("calling the C library", e);
    }
  }

  /** A msghdr: where it goes, one piece of text, the descriptors. */
  private MemorySegment message(Arena arena, String text, int... descriptors) {
    MemorySegment content = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes(text));
    MemorySegment pieces = arena.allocate(2L * WORD, WORD);
    pieces.set(ValueLayout.ADDRESS, 0, content);
    pieces.set(ValueLayout.JAVA_LONG, WORD, content.byteSize());
    MemorySegment header = arena.allocate(7L * WORD, WORD);
    header.set(ValueLayout.ADDRESS, 0, address(arena));
    header.set(ValueLayout.JAVA_INT, WORD, Short.BYTES + path.length);
    header.set(ValueLayout.ADDRESS, 2L * WORD, pieces);
    header.set(ValueLayout.JAVA_LONG, 3L * WORD, 1);
    if (descriptors.length > 0) {
      MemorySegment rights = rights(arena, descriptors);
      header.set(ValueLayout.ADDRESS, 4L * WORD, rights);
      header.set(ValueLayout.JAVA_LONG, 5L * WORD, rights.byteSize());
    }
    return header;
  }

  /** A cmsghdr and its numbers, filled up to whole words. */
  private static MemorySegment rights(Arena arena, int... descriptors) {
    long length = 2L * WORD + (long) Integer.BYTES * descriptors.length;
    MemorySegment rights = arena.allocate((length + WORD - 1) / WORD * WORD, WORD);
    rights.set(ValueLayout.JAVA_LONG, 0, length);
    rights.set(ValueLayout.JAVA_INT, WORD, SOL_SOCKET);
    rights.set(ValueLayout.JAVA_INT, WORD + Integer.BYTES, SCM_RIGHTS);
    MemorySegment.copy(descriptors, 0, rights, ValueLayout.JAVA_INT, 2L * WORD, descriptors.length);
    return rights;
  }

  /** A sockaddr_un: the family, then the path. */
  private MemorySegment address(Arena arena) {
    MemorySegment address = arena.allocate(Short.BYTES + path.length + 1L, Short.BYTES);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, Short.BYTES, path.length);
    return address;
  }

  private static int error(MemorySegment state) {
    return (int) ERRNO_FIELD.get(state, 0L);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, ERRNO);
  }
}
