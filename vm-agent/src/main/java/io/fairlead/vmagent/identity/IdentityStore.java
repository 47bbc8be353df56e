package io.fairlead.vmagent.identity;

import io.fairlead.pki.Pem;
import io.fairlead.pki.PkiException;
import io.fairlead.pki.PrivateKeys;
import io.fairlead.pki.X509Svid;
import io.fairlead.vmagent.config.RecordReader;
import io.fairlead.vmagent.lifecycle.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * The state directory: key.pem, chain.pem, roots.pem and join.yaml. A host has joined when
 * join.yaml is there, which is written last and deleted first.
 */
public final class IdentityStore {

  private static final String SECRET = "rw-------";
  private static final String PUBLIC = "rw-r--r--";

  private final Path directory;

  public IdentityStore(Path directory) {
    this.directory = directory;
  }

  public Path directory() {
    return directory;
  }

  public boolean isJoined() {
    return Files.exists(file("join.yaml"));
  }

  /** Made before a token is spent, so that a full or read-only disk costs no token. */
  void prepare() throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Path probe = Files.createTempFile(directory, ".probe", "");
    Files.delete(probe);
  }

  /** Takes away what {@link #prepare} made, where nothing came of it. */
  void undoPrepare(boolean existed) throws IOException {
    if (!existed) {
      Files.deleteIfExists(directory);
    }
  }

  void join(Membership membership, Identity identity) throws IOException {
    Files.deleteIfExists(file("join.yaml"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    renew(identity);
    String text =
        new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build())
            .dumpToString(membership.toMap());
    AtomicFiles.write(file("join.yaml"), text, PUBLIC);
  }

  public Membership membership() {
    return RecordReader.read(file("join.yaml"), Membership.NONE);
  }

  /**
   * Key and chain are two files but change as one: both lie ready under other names before the
   * first is renamed, so that {@link #identity} can finish what a crash cut short.
   */
  void renew(Identity identity) throws IOException {
    AtomicFiles.write(file("chain.pem.next"), Pem.encode(identity.svid().chain()), PUBLIC);
    AtomicFiles.write(file("key.pem"), Pem.encode(identity.svid().key()), SECRET);
    Files.move(file("chain.pem.next"), file("chain.pem"), StandardCopyOption.ATOMIC_MOVE);
    AtomicFiles.write(file("roots.pem"), Pem.encode(identity.roots()), PUBLIC);
    AtomicFiles.sync(directory);
  }

  /**
   * @throws PkiException where the files do not belong together
   */
  public Identity identity() throws IOException {
    PrivateKey key = Pem.privateKey(Files.readString(file("key.pem")));
    List<X509Certificate> roots = Pem.certificates(Files.readString(file("roots.pem")));
    Path next = file("chain.pem.next");
    if (Files.exists(next)) {
      List<X509Certificate> chain = Pem.certificates(Files.readString(next));
      if (PrivateKeys.match(key, chain.getFirst().getPublicKey())) {
        Files.move(next, file("chain.pem"), StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.delete(next);
      }
    }
    List<X509Certificate> chain = Pem.certificates(Files.readString(file("chain.pem")));
    return new Identity(new X509Svid(chain, key), roots);
  }

  /** The host becomes a stranger to the mesh. */
  public void forget() throws IOException {
    for (String name :
        List.of("join.yaml", "key.pem", "chain.pem", "chain.pem.next", "roots.pem")) {
      Files.deleteIfExists(file(name));
    }
    AtomicFiles.sync(directory);
  }

  private Path file(String name) {
    return directory.resolve(name);
  }
}
