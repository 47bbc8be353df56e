package io.fairlead.pki;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** The names of a leaf: its identity, and for servers the hosts under which they are reached. */
record SubjectNames(SpiffeId id, List<String> hosts) {

  private static final Pattern DNS_NAME =
      Pattern.compile(
          "(?=.{1,253}$)[a-zA-Z0-9_]([a-zA-Z0-9_-]{0,62})(\\.[a-zA-Z0-9_][a-zA-Z0-9_-]{0,62})*");
  private static final Pattern IP_V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  SubjectNames {
    hosts = List.copyOf(hosts);
  }

  GeneralNames toGeneralNames() {
    var identity = new GeneralName(GeneralName.uniformResourceIdentifier, id.toString());
    return new GeneralNames(
        Stream.concat(Stream.of(identity), hosts.stream().map(SubjectNames::host))
            .toArray(GeneralName[]::new));
  }

  private static GeneralName host(String host) {
    try {
      if (host.contains(":") || IP_V4.matcher(host).matches()) {
        return new GeneralName(GeneralName.iPAddress, host);
      }
    } catch (IllegalArgumentException e) {
      throw new PkiException("the host '" + host + "' is not an IP address", e);
    }
    if (DNS_NAME.matcher(host).matches()) {
      return new GeneralName(GeneralName.dNSName, host);
    }
    throw new PkiException("the host '" + host + "' is neither a DNS name nor an IP address");
  }
}
