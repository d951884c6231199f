/** The goals through their public API, on real databases. */
package dev.pgmigrate.watch;
