//! Nothing: this package is its tests. They set our authenticator beside clients, servers and authenticators of other
//! people, whose many dependencies no room shall wait for.
