// Command real imports one package of each large public module that Go Preflight is proved on.
package main

import (
	"fmt"

	"github.com/nats-io/nats-server/v2/server"
	"golang.org/x/mobile/asset"
	"golang.org/x/net/html"
	"gonum.org/v1/gonum/mat"
	"k8s.io/client-go/kubernetes"
	_ "modernc.org/sqlite"
)

func main() {
	fmt.Println(server.VERSION, html.ErrorToken, mat.NewDense(1, 1, nil), kubernetes.Clientset{}, asset.Open)
}
