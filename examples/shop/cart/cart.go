// Package cart adds up what a customer wants to buy.
package cart

import "example.com/shop/prices"

// Total is the price of all items, in cents.
func Total(items []string) int {
	sum := 0
	for _, item := range items {
		sum += prices.Of(item)
	}
	return sum
}
