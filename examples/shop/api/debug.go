//go:build debug &&

package main

func init() {
	println("debugging")
}
