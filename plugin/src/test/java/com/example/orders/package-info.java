/** Somebody's project that upgrades the database of its tests: the example of the documentation. */
package com.example.orders;
