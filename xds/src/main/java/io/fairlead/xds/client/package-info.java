/** The asking side: a client that holds one discovery stream, reconnects and resumes. */
@NullMarked
package io.fairlead.xds.client;

import org.jspecify.annotations.NullMarked;
