/**
 * Who this host is: the key, its certificates, how they were got by joining and how they are
 * renewed. In: the state directory and the control plane's answers; out: the current identity.
 * Imported by what uses certificates.
 */
@NullMarked
package io.fairlead.vmagent.identity;

import org.jspecify.annotations.NullMarked;
