module example.com/shop/cart

go 1.24.0

require example.com/shop/prices v0.0.0

replace example.com/shop/prices => ../prices
