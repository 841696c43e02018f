//go:build !linux

package main

func trace(message string) {
	println(message)
}
