"""What tests share: servers, browsers, drivers, published results."""
