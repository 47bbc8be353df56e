/**
 * Answers the host's DNS questions: names of the mesh from the control plane's table, all others by
 * asking the host's own name servers. In: the table and resolv.conf; out: answers on loopback, by
 * UDP and TCP. Imported by the composition; messages are passed on as bytes, so that what we do not
 * know (record types, options, signatures) reaches the one who asked.
 */
@NullMarked
package io.fairlead.vmagent.dns;

import org.jspecify.annotations.NullMarked;
