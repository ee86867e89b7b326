//! A connection on which a test writes what no decent client would.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// An open connection.
pub struct Raw(TcpStream);

impl Raw {
    pub fn connect(address: &str) -> Self {
        let stream = TcpStream::connect(address.strip_prefix("http://").unwrap()).unwrap();
        // Long after every limit under test: a server that never ends a connection fails the test.
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        Self(stream)
    }

    /// Writes; a server that has closed already is noticed when reading.
    pub fn write(&mut self, text: &str) -> &mut Self {
        let _ = self.0.write_all(text.as_bytes());
        self
    }

    /// Everything until the server ends the connection.
    pub fn read_to_end(&mut self) -> String {
        let mut bytes = Vec::new();
        match self.0.read_to_end(&mut bytes) {
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => {}
            Err(error) => panic!("{error}"),
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The first bytes, as soon as they come.
    pub fn read_some(&mut self) -> String {
        let mut bytes = [0; 1024];
        let count = self.0.read(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes[..count]).into_owned()
    }
}
