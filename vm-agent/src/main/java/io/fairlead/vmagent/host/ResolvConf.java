package io.fairlead.vmagent.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The name servers of a resolver file (resolv.conf(5)). Search domains and options are the business
 * of the programs that ask.
 */
public record ResolvConf(List<InetAddress> nameServers) {

  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_SERVERS = 16;

  public ResolvConf {
    nameServers = List.copyOf(nameServers);
  }

  /** What the file says; a file that is absent names no server. */
  public static ResolvConf read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return new ResolvConf(List.of());
    } catch (IOException e) {
      throw new UncheckedIOException("reading the name servers from " + file, e);
    }
  }

  public static ResolvConf parse(String text) {
    return new ResolvConf(
        text.lines()
            .map(String::strip)
            .filter(line -> line.startsWith("nameserver ") || line.startsWith("nameserver\t"))
            .map(line -> line.substring("nameserver".length()).strip().split("[\\s;#]", 2)[0])
            .flatMap(word -> address(word).stream())
            .distinct()
            .limit(MAX_SERVERS)
            .toList());
  }

  /** As the C library, a line that holds no address is passed over. */
  private static Optional<InetAddress> address(String word) {
    try {
      InetAddress address = InetAddress.ofLiteral(word);
      return address.isAnyLocalAddress() ? Optional.of(loopback(address)) : Optional.of(address);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The C library sends what is meant for the unspecified address to itself. */
  private static InetAddress loopback(InetAddress address) {
    return InetAddress.ofLiteral(address instanceof Inet6Address ? "::1" : "127.0.0.1");
  }
}
