/**
 * The one door to the host: starts processes, talks to systemd, reads addresses, listening sockets
 * and name servers. In: names of programs and files; out: values. Imported by every package of the
 * agent that needs the host; imports none of them.
 */
@NullMarked
package io.fairlead.vmagent.host;

import org.jspecify.annotations.NullMarked;
